import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, csvLines } from '../../src/report/csv.ts'
import { printable } from '../../src/report/printable.ts'
import { NOW } from '../support/inventory.ts'
import { aFinding, aReport, aResource } from '../support/report.ts'

describe('a CSV line', () => {
  test.each([
    [['a', 'b'], 'a,b'],
    [['', ''], ','],
    [['a,b', 'say "no"'], '"a,b","say ""no"""'],
    [['two\nlines'], 'two␊lines'],
    [['=HYPERLINK("http://x")'], '"\'=HYPERLINK(""http://x"")"'],
    [['+1', '-1', '@x', '%x', '|x'], "'+1,'-1,'@x,'%x,'|x"],
    [[' =1'], "' =1"],
    [['a=1', 'a-b'], 'a=1,a-b'],
    [[' padded '], '" padded "'],
    [['\u001b[31mred'], '␛[31mred'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`)
  })

  test('holds every text, as it can be shown', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const read = readCsvLine(csvLine(cells)).map((cell) => cell.replace(/^'(?=\s*[=+\-@|%])/, ''))
        expect(read).toEqual(cells.map(printable))
      }),
    )
  })
})

test('a CSV report names its columns and has a line per verdict', () => {
  const report = aReport({
    findings: [
      aFinding({ firstSeenAt: NOW }),
      aFinding({ status: 'pass', evidence: '', resource: aResource('a, "b"') }),
    ],
  })
  const [head = [], ...rows] = [...csvLines(report)].map(readCsvLine)
  const columns = rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]])))
  expect(columns[0]).toMatchObject({
    check: 'notebook-no-direct-internet',
    status: 'fail',
    severity: 'high',
    controls: 'SageMaker.2',
    firstSeenAt: '2026-11-23T09:00:00Z',
  })
  expect(columns[1]).toMatchObject({ status: 'pass', resource: 'a, "b"', evidence: '', firstSeenAt: '' })
})

test('a CSV report says what is waived, and what a person wrote about it runs as no formula', () => {
  const report = aReport({
    findings: [
      aFinding({
        waived: {
          waiver: 'w1',
          until: NOW,
          by: 'T1/UANN',
          approvedBy: 'T1/UBEN',
          reason: '=HYPERLINK("http://x")',
        },
      }),
      aFinding({ waiverEndedAt: NOW }),
    ],
  })
  const [head = [], ...rows] = [...csvLines(report)].map(readCsvLine)
  const columns = rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]])))
  expect(columns).toMatchObject([
    {
      status: 'fail',
      waivedUntil: '2026-11-23T09:00:00Z',
      waivedBy: 'T1/UANN T1/UBEN',
      waiverReason: '\'=HYPERLINK("http://x")',
      waiverEndedAt: '',
    },
    {
      status: 'fail',
      waivedUntil: '',
      waivedBy: '',
      waiverReason: '',
      waiverEndedAt: '2026-11-23T09:00:00Z',
    },
  ])
})

/** Reads one line of RFC 4180. */
function readCsvLine(line: string): string[] {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|\r\n)/gy
  for (let match = cell.exec(line); match; match = cell.exec(line)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] !== ',') break
  }
  expect(cell.lastIndex).toBe(line.length)
  return cells
}
