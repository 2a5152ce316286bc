/** What is noted around the instant in which nobody could tell whether a message was taken, if a process died in it. */
export interface Asking {
  /** Right before it is sent. What this throws keeps it from being sent. */
  begins(): Promise<void>
  /** It was certainly not taken. It may be sent again later; then it begins anew. */
  wasInVain(): Promise<void>
}
