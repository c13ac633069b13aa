import { ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { joinSession } from './lib/session.ts';
import { Pages } from './Pages.tsx';
import './tokens.css';
import '../base.css';
import './styles.css';
import '../words.css';
import { useTheme } from './theme.ts';

dayjs.locale('zh-cn');

const Office = () => (
  <ConfigProvider locale={zhCN} theme={useTheme()} button={{ autoInsertSpace: false }}>
    <BrowserRouter basename={import.meta.env.BASE_URL.replace(/\/$/, '')}>
      <Pages />
    </BrowserRouter>
  </ConfigProvider>
);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
// Whoever opens the sign-in means to sign in.
if (!window.location.pathname.endsWith('/sign-in')) await joinSession();
createRoot(root).render(
  <StrictMode>
    <Office />
  </StrictMode>,
);
