/** Whether an address lies in a CIDR block, or equals a plain address. `undefined` where either cannot be read. */
export function inBlock(block: string, address: string): boolean | undefined {
  const [base = '', length] = block.split('/')
  const network = parseAddress(base)
  const host = parseAddress(address)
  if (!network || !host) return undefined
  if (network.bits !== host.bits) return false
  const prefix = length === undefined ? network.bits : Number(length)
  if (!/^\d*$/.test(length ?? '') || prefix > network.bits) return undefined
  const shift = BigInt(network.bits - prefix)
  return network.value >> shift === host.value >> shift
}

interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined
  return { bits: 32, value: parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n) }
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n) }
}
