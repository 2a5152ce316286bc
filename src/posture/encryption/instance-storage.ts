/**
 * Families whose instances carry local NVMe disks although their name does not say so with a `d`.
 * Source: EC2 User Guide, "Instance store volumes", cut to what SageMaker offers.
 */
const FAMILIES: ReadonlySet<string> = new Set(
  'dl1 g5 g6 g6e g6f g7 g7e gr6 gr6f i3 i3en i4i i7i i7ie im4gn is4gen i8g p5 p5e p5en trn1 trn1n trn2'.split(
    ' ',
  ),
)

/**
 * Whether an instance type (`ml.g5.xlarge`) has local NVMe disks. Those are encrypted by the instance's own
 * hardware, so that SageMaker refuses a volume key for jobs on them (CreateTrainingJob, `VolumeKmsKeyId`).
 */
export function hasLocalStorage(instanceType: string): boolean {
  const family = instanceType.replace(/^ml\./, '').split('.')[0] ?? ''
  const attributes = /^[a-z]+\d+([a-z]*)/.exec(family)?.[1] ?? ''
  return attributes.includes('d') || FAMILIES.has(family) || family.startsWith('p6')
}
