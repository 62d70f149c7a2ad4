import { Component, type ReactNode } from "react";
import { BrokenPart } from "./broken-part.tsx";

interface ErrorBoundaryProps {
  /** What is shown inside: another one is tried afresh. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failedFor: string | null;
}

/** Keeps one broken pane from taking its neighbours down. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failedFor: null };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failedFor: "" };
  }

  override componentDidCatch(): void {
    this.setState({ failedFor: this.props.resetKey });
  }

  override render(): ReactNode {
    const { failedFor } = this.state;
    if (failedFor === null || (failedFor !== "" && failedFor !== this.props.resetKey)) return this.props.children;
    return <BrokenPart onRetry={() => this.setState({ failedFor: null })} />;
  }
}
