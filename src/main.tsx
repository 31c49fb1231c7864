import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './ui/App.tsx'
import { startTheme } from './ui/theme.ts'
import { followTextSize } from './ui/phone.ts'
import { followView } from './ui/viewLink.ts'
import './ui/theme.css'

startTheme()
followView()
followTextSize()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
