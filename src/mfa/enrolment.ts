import type { Challenge, EnrolmentBasis, FactorSet, Purpose } from './ports.ts'

/** What the challenge of an enrolment on this basis is about. */
export function enrolment<P extends Exclude<Purpose, 'confirm'>>(
  purpose: P,
  basis: EnrolmentBasis,
): Pick<Challenge, 'subjectHash'> & { readonly purpose: P } {
  return { purpose, subjectHash: basis === 'first' ? 'first' : '' }
}

/** Whether a person's factors still allow an enrolment on this basis. */
export function stillFits({ factors }: Pick<FactorSet, 'factors'>, basis: EnrolmentBasis): boolean {
  return basis === 'confirmed' || factors.length === 0
}
