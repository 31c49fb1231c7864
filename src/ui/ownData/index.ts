export { TableDialog } from './TableDialog.tsx'
