import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import 'slack-blocks-to-jsx/dist/style.css'
import './base.css'
import './place.css'
import './frame.css'
import './composer.css'
import './messages.css'
import './boxes.css'
import './blocks.css'
import './controls.css'
import './dialogs.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')
createRoot(root).render(<App />)
