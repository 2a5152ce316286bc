// The one entry of every npm script. Plain JavaScript, so that an older Node can still read it and say what is wrong.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Sagewarden needs Node 24, and this is ${process.version}: run "npm ci", then "npm start" (npm brings Node 24 along on Linux and Windows), or install Node 24.\n`,
  )
  process.exit(2)
}
const { enableCompileCache } = await import('node:module')
const { setFlagsFromString } = await import('node:v8')
enableCompileCache?.()
// A large audit makes much that is soon forgotten: collecting it early keeps the process half as large, for a little time.
setFlagsFromString('--heap-growing-percent=10')
// An audit on the terminal is over before machine code made for a few hundred rounds has paid for its making: only what
// runs very often, as in a very large estate, is worth it.
if (process.argv[2] === 'audit') {
  setFlagsFromString('--invocation-count-for-maglev=40000')
  setFlagsFromString('--invocation-count-for-maglev-osr=10000')
  setFlagsFromString('--invocation-count-for-turbofan=300000')
  setFlagsFromString('--invocation-count-for-osr=50000')
}
const { main } = await import('./main.ts')
await main(process.argv.slice(2))
