import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openHostLine } from './host/host-line.ts';
import { FaultBoundary } from './shell/fault-boundary.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('main: expected an element with id app');
openHostLine();
createRoot(place).render(
  <StrictMode>
    <FaultBoundary>
      <App />
    </FaultBoundary>
  </StrictMode>,
);
