import { defineDetection } from '../detection.ts'
import { text } from '../event.ts'

/** A notebook or domain that reaches, and is reached from, the internet directly. */
export const openedToInternet = defineDetection({
  id: 'opened-to-internet',
  title: 'A notebook or Studio domain was opened to the internet',
  severity: 'high',
  why: 'With direct internet access, data leaves by a path that no VPC, firewall or flow log of yours sees.',
  respond:
    'Stop the notebook, or set the domain back to VPC only. A notebook has to be made anew without direct access.',
  practice: 'network-isolation',
  audit: 'notebook-no-direct-internet',
  of: {
    sources: ['sagemaker.amazonaws.com'],
    names: ['CreateNotebookInstance', 'CreateDomain', 'UpdateDomain'],
  },
  detect: (event) => {
    const { asked, errorCode, name } = event
    if (errorCode !== null) return undefined
    if (name === 'CreateNotebookInstance') {
      // Source: SageMaker API Reference, CreateNotebookInstance: absent means Enabled.
      const open = text(asked.directInternetAccess) ?? 'Enabled'
      return open === 'Enabled'
        ? { subject: text(asked.notebookInstanceName) ?? 'unnamed notebook' }
        : undefined
    }
    const access = text(asked.appNetworkAccessType)
    // Source: API Reference, CreateDomain: absent means PublicInternetOnly; in an update it means no change.
    const open = access === 'PublicInternetOnly' || (access === null && name === 'CreateDomain')
    return open ? { subject: text(asked.domainId) ?? text(asked.domainName) ?? 'unnamed domain' } : undefined
  },
})
