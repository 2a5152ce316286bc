import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const notebookOutputSharingDisabled = defineCheck({
  id: 'notebook-output-sharing-disabled',
  title: 'Sharing of notebook outputs must be off where data is sensitive',
  practice: 'data-privacy',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'A shared notebook of Studio Classic carries its outputs along: tables, samples, plots of training data, for everybody in the domain.',
  fix: {
    summary: 'Switch off the sharing of notebook outputs.',
    console:
      'SageMaker AI console › Domains › the domain › Domain settings › Notebook and space sharing › Edit.',
    cli: 'aws sagemaker update-domain --domain-id DOMAIN --default-user-settings SharingSettings={NotebookOutputOption=Disabled}',
    effect: 'in-place',
  },
  of: ['domains', 'userProfiles'],
  evaluate: ({ notebookOutput }) => {
    if (notebookOutput === undefined) return notApplicable('It inherits the setting of its domain.')
    return notebookOutput.option === 'Allowed'
      ? fail('NotebookOutputOption is Allowed.')
      : pass(`NotebookOutputOption is ${notebookOutput.option}.`)
  },
})
