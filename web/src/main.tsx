import './style/layers.css';
import '@mantine/core/styles.layer.css';
import './style/variables.css';
import './style/global.css';
import './style/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startServiceWorker } from './api/push-subscription.ts';
import { Application } from './app/application.tsx';
import { startTranslations } from './i18n/i18n.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds no #root');
startServiceWorker();
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
