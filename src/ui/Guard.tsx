import { messageOf, sentence } from '../experiment/text.ts'
import { Component, type ReactNode } from 'react'

interface Props {
  /** What it is, for the message: “The loss chart”. */
  readonly what: string
  readonly children: ReactNode
}

/** Keeps a fault in one part of the page from taking the rest along. */
export class Guard extends Component<Props, { readonly fault: string | null }> {
  override state: { readonly fault: string | null } = { fault: null }

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: messageOf(error) }
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children
    return (
      <div role="alert">
        <p>
          {sentence(`${this.props.what} could not be drawn: ${this.state.fault}`)}
        </p>
        <button type="button" className="link-button" onClick={() => this.setState({ fault: null })}>
          Draw it again
        </button>
      </div>
    )
  }
}
