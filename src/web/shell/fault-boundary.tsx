import { Component, type ReactNode } from 'react';
import { useWords } from '../text/words.ts';

const FaultView = () => {
  const words = useWords();
  return (
    <main className="stack fault">
      <h1>{words.page('fault.title')}</h1>
      <p>{words.page('fault.text')}</p>
      <button type="button" className="button is-first" onClick={() => window.location.reload()}>
        {words.page('fault.reload')}
      </button>
    </main>
  );
};

/** Says so where a page cannot be drawn. */
export class FaultBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFault: boolean }
> {
  override state = { hasFault: false };

  static getDerivedStateFromError() {
    return { hasFault: true };
  }

  override render() {
    return this.state.hasFault ? <FaultView /> : this.props.children;
  }
}
