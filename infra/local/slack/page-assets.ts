import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A file of the page. */
export interface Asset {
  readonly type: string
  readonly body: string
}

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slack (local)</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23611f69'/%3E%3Cpath d='M6 3v10M10 3v10M3 6h10M3 10h10' stroke='white' stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<div id="root"></div>
<script type="module" src="/page.js"></script>
</body>
</html>
`

const bundle = async (): Promise<Readonly<Record<string, Asset>>> => {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./page/main.tsx', import.meta.url))],
    outdir: '/',
    entryNames: 'page',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const built = result.outputFiles.map(({ path, text }) => [
    path.slice(path.lastIndexOf('/')),
    { type: `${path.endsWith('.css') ? 'text/css' : 'text/javascript'}; charset=utf-8`, body: text },
  ])
  return { '/': { type: 'text/html; charset=utf-8', body: html }, ...Object.fromEntries(built) }
}

let bundled: Promise<Readonly<Record<string, Asset>>> | undefined

/** A file of the page by its path; bundled in memory when first asked for. */
export const pageAssets = async (path: string): Promise<Asset | undefined> => {
  bundled ??= bundle()
  const assets = await bundled
  return Object.hasOwn(assets, path) ? assets[path] : undefined
}
