/** The Region that the SDK itself would use (environment, shared config), or `undefined` where none is set. */
export async function sdkRegion(): Promise<string | undefined> {
  const { STSClient } = await import('@aws-sdk/client-sts')
  const client = new STSClient({})
  try {
    return await client.config.region()
  } catch {
    // The SDK throws where nothing names a Region; that is an answer here.
    return undefined
  } finally {
    client.destroy()
  }
}
