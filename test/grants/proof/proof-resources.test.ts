import { describe, expect, it } from 'vitest'
import { rightArns, wrongArns } from '../../../src/grants/proof/proof-resources.ts'
import { PLACE } from '../../support/grant-orders.ts'

const SAGEMAKER = 'arn:aws:sagemaker:eu-west-1:111122223333:'

describe('the resources that a proof tries', () => {
  it('are the ARN itself, or names that a wildcard takes in', () => {
    expect(rightArns('*')).toEqual(['*'])
    expect(rightArns(`${SAGEMAKER}endpoint/churn`)).toEqual([`${SAGEMAKER}endpoint/churn`])
    expect(rightArns(`${SAGEMAKER}model/churn-*`)).toEqual([
      `${SAGEMAKER}model/churn-x1`,
      `${SAGEMAKER}model/churn-x1/x1`,
    ])
  })

  it('have neighbours that differ in one thing', () => {
    expect(wrongArns(`${SAGEMAKER}endpoint/churn`, PLACE)).toEqual([
      `${SAGEMAKER}endpoin0/churn`,
      `${SAGEMAKER}endpoint/chur0`,
      `${SAGEMAKER}endpoint/chur`,
      `${SAGEMAKER}endpoint/churn0`,
      `${SAGEMAKER}endpoint/churn/x1`,
      `${SAGEMAKER}endpoint/CHURN`,
      `${SAGEMAKER}ENDPOINT/CHURN`,
      `${SAGEMAKER}endpoin*/churn`,
      'arn:aws:sagemaker:eu-west-1:999999999999:endpoint/churn',
      'arn:aws:sagemaker:xx-nowhere-1:111122223333:endpoint/churn',
      'arn:aws:nowhere:eu-west-1:111122223333:endpoint/churn',
    ])
  })

  it('have neighbours where names only begin so', () => {
    expect(wrongArns(`${SAGEMAKER}model/churn-*`, PLACE)).toEqual(
      expect.arrayContaining([
        `${SAGEMAKER}model/churn0x1`,
        `${SAGEMAKER}model/churnx1`,
        `${SAGEMAKER}model/CHURN-x1`,
        'arn:aws:sagemaker:eu-west-1:999999999999:model/churn-x1',
      ]),
    )
  })

  it('have none where a call takes no resource', () => {
    expect(wrongArns('*', PLACE)).toEqual([])
  })
})
