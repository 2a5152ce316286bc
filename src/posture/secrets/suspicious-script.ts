import type { Sighting } from '../inventory/resource.ts'

/** The most characters of one script that are looked at; the API allows 16 KB. */
const MOST_CHARACTERS = 256 * 1024

interface ScriptRule {
  readonly rule: string
  /** Bounded quantifiers only: scripts are written by strangers. */
  readonly pattern: RegExp
  /** Spares lines whose every address belongs to AWS. */
  readonly sparesAws?: boolean
}

/** Sources: MITRE ATT&CK T1059.004, T1053.003, T1070, T1098.004, T1496, T1552.005, T1562. */
const RULES: readonly ScriptRule[] = [
  {
    rule: 'runs a download in a shell',
    pattern:
      /\b(?:curl|wget)\b[^|;]{0,500}\|\s{0,8}(?:sudo\s{1,4}(?:-\w{1,4}\s{1,4})?)?(?:env\s{1,4})?(?:\/\w{1,8}){0,4}\/?(?:(?:ba|z|da|k)?sh|python[\d.]{0,4}|perl|ruby|node)\b/,
    sparesAws: true,
  },
  {
    rule: 'runs a download in a shell',
    pattern:
      /(?:\b(?:ba|z|da|k)?sh\s{1,4}(?:-c\s{1,4})?|\bsource\s{1,4}|\beval\s{1,4}|(?:^|\s)\.\s{1,4})["']?(?:<\(|\$\(|`)\s{0,4}(?:curl|wget)\b/,
    sparesAws: true,
  },
  { rule: 'reverse shell', pattern: /\/dev\/(?:tcp|udp)\// },
  {
    rule: 'reverse shell',
    pattern: /\b(?:nc|ncat|netcat)\b[^|;]{0,200}\s(?:-\w{0,6}[ec]\s{1,4}\/?[\w/]{0,20}sh|--(?:sh-)?exec)\b/,
  },
  { rule: 'reverse shell', pattern: /\bnohup\s{1,4}(?:\/\w{1,8}){0,4}\/?(?:nc|ncat|netcat|socat)\b/ },
  { rule: 'reverse shell', pattern: /\bmkfifo\b[^\n]{0,300}\b(?:nc|ncat|netcat|openssl\s{1,4}s_client)\b/ },
  { rule: 'reverse shell', pattern: /\bsocat\b[^\n]{0,300}\bexec:/i },
  { rule: 'reverse shell', pattern: /\b(?:ba|z)?sh\s{1,4}-i\b[^\n]{0,40}[>&]/ },
  {
    rule: 'reverse shell',
    pattern: /\bsocket\b[^\n]{0,400}(?:pty\.spawn|os\.dup2|subprocess\.(?:call|Popen))/,
  },
  {
    rule: 'runs decoded base64',
    pattern:
      /\bbase64\s{1,4}(?:-d|-D|--decode|-di)\b[^\n]{0,80}\|\s{0,8}(?:sudo\s{1,4})?(?:(?:ba|z|da|k)?sh|python[\d.]{0,4}|perl)\b/,
  },
  { rule: 'runs decoded base64', pattern: /\b(?:exec|eval)\s{0,4}\(?[^\n]{0,80}\bb64decode\(/ },
  {
    rule: 'runs decoded base64',
    pattern: /\beval\s{1,4}["']?(?:\$\(|`)[^\n]{0,4000}\bbase64\s{1,4}(?:-d|-D|--decode)/,
  },
  {
    rule: 'stays through cron',
    pattern:
      /(?:\bcrontab\b|\/etc\/cron)[^\n]{0,800}(?:\bcurl\b|\bwget\b|\bnc\b|\bbase64\b|\/dev\/shm|\/tmp\/\.|\bpython\w{0,4}\s{1,4}-c\b)/,
  },
  {
    rule: 'stays through cron',
    pattern:
      /(?:\bcurl\b|\bwget\b|\bnc\b|\bbase64\b|\/dev\/shm|\/tmp\/\.)[^\n]{0,800}(?:\|\s{0,4}crontab\b|>{1,2}\s{0,4}\/etc\/cron)/,
  },
  {
    rule: 'stops a protection or a log',
    pattern:
      /\bsystemctl\s{1,4}(?:-\S{1,20}\s{1,4})?(?:stop|disable|mask)\s{1,4}(?:--now\s{1,4})?(?:rsyslog|syslog|auditd|amazon-cloudwatch-agent|awslogsd?|amazon-ssm-agent|firewalld|iptables|ufw|falcon-sensor|clamd|wazuh-agent)/,
  },
  {
    rule: 'stops a protection or a log',
    pattern:
      /\bservice\s{1,4}(?:rsyslog|syslog|auditd|amazon-cloudwatch-agent|awslogs|iptables|firewalld)\s{1,4}stop\b/,
  },
  {
    rule: 'stops a protection or a log',
    pattern:
      /\bip6?tables\s{1,4}(?:-\w\s{1,4}\w{1,20}\s{1,4})?(?:-F|--flush|-P\s{1,4}INPUT\s{1,4}ACCEPT)\b|\bufw\s{1,4}disable\b|\bsetenforce\s{1,4}0\b/,
  },
  {
    rule: 'stops a protection or a log',
    pattern:
      /\bunset\s{1,4}HISTFILE\b|\bHISTFILE=\/dev\/null|\bHISTSIZE=0\b|\bhistory\s{1,4}-c\b|\brm\s{1,4}-\w{1,4}\s{1,4}\/var\/log\b|>\s{0,4}\/var\/log\/(?:secure|audit|messages|wtmp)/,
  },
  {
    rule: 'adds an SSH key',
    pattern: /(?:>{1,2}|\btee\b|\bcp\b|\bmv\b|\binstall\b)[^|;\n]{0,200}\.ssh\/authorized_keys/,
  },
  {
    rule: 'mines crypto-currency',
    pattern:
      /\b(?:xmrig|xmr-stak|minerd|cpuminer|ethminer|nbminer|cgminer|bfgminer|lolminer|t-rex-miner|phoenixminer|kinsing|nanominer)\b|\bstratum\+(?:tcp|ssl|tls):\/\/|\b(?:minexmr|supportxmr|nanopool|moneroocean|nicehash)\b/i,
  },
]

const READS_CREDENTIALS =
  /169\.254\.170\.2|AWS_CONTAINER_CREDENTIALS_(?:RELATIVE|FULL)_URI|meta-data\/iam\/security-credentials|\baws\s{1,4}configure\s{1,4}export-credentials|\.aws\/credentials/

const SENDS =
  /\bcurl\b[^\n]{0,500}\s(?:-d|--data[\w-]{0,12}|-F|--form|-T|--upload-file|(?:-X|--request)[= ]{0,2}POST)|\bwget\b[^\n]{0,500}--(?:post|body)|\|\s{0,8}(?:nc|ncat|netcat)\b|\brequests\.(?:post|put)\(/

/**
 * Recognises what has no business in a lifecycle script: downloads run unseen, reverse shells, persistence, stolen
 * credentials, mining, and the same once more inside base64. Places are `line N`. Comments are not looked at.
 */
export function findSuspicious(script: string): readonly Sighting[] {
  return found(script.slice(0, MOST_CHARACTERS), 1)
}

function found(script: string, layers: number): readonly Sighting[] {
  const lines = commandsOf(script)
  const sends = lines.some(({ text }) => SENDS.test(text))
  return lines.flatMap(({ text, at }) => {
    const rules = RULES.filter((rule) => matches(rule, text)).map(({ rule }) => rule)
    if (sends && READS_CREDENTIALS.test(text)) rules.push('reads credentials and sends data out')
    if (layers > 0 && hides(text, layers)) rules.push('hides commands in base64')
    return [...new Set(rules)].map((rule) => ({ rule, place: `line ${at}` }))
  })
}

/** Commands with the number of their first line: continued lines are one, comments and blanks are none. */
function commandsOf(script: string): ReadonlyArray<{ readonly text: string; readonly at: number }> {
  const commands: Array<{ text: string; at: number; open: boolean }> = []
  for (const [index, line] of script.split(/\r\n|\r|\n/).entries()) {
    const open = line.endsWith('\\')
    const text = open ? line.slice(0, -1) : line
    const last = commands.at(-1)
    if (last?.open) commands[commands.length - 1] = { text: `${last.text} ${text.trim()}`, at: last.at, open }
    else commands.push({ text, at: index + 1, open })
  }
  return commands.filter(({ text }) => text.trim() !== '' && !/^\s*#/.test(text))
}

function matches({ pattern, sparesAws }: ScriptRule, text: string): boolean {
  if (!pattern.test(text)) return false
  return !(sparesAws && onlyAws(text))
}

function onlyAws(text: string): boolean {
  const hosts = text
    .matchAll(/https?:\/\/([A-Za-z0-9.-]{1,255})/g)
    .map((match) => match[1] ?? '')
    .toArray()
  return (
    hosts.length > 0 && hosts.every((host) => /\.(?:amazonaws\.com(?:\.cn)?|aws\.amazon\.com)$/i.test(host))
  )
}

/** Whether a base64 literal of the line, decoded, is itself suspicious. */
function hides(text: string, layers: number): boolean {
  return text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,65536}={0,2}/g).some(([literal]) => {
    const plain = decoded(literal)
    return plain !== undefined && found(plain, layers - 1).length > 0
  })
}

function decoded(literal: string): string | undefined {
  try {
    const plain = atob(literal)
    return /^[\t\n\r\x20-\x7e]+$/.test(plain) ? plain : undefined
  } catch {
    return undefined
  }
}
