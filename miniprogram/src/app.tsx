import './lib/aria';
import { useDidShow, useLaunch } from '@tarojs/taro';
import type { ReactNode } from 'react';
import { readCare } from '@/lib/care';
import { chinaToday } from '@/lib/china-day';
import { watchHealth } from '@/lib/health';
import { forgetOtherDays } from '@/lib/holder';
import { sendWaiting, watchNetwork } from '@/lib/outbox';
import { arrive } from '@/lib/session';
import './theme/page.scss';
import './theme/words.scss';
import '@/lib/roles';
import '@/lib/missing-page';

export default function App({ children }: { children: ReactNode }) {
  useLaunch(() => {
    watchNetwork();
    watchHealth();
    void arrive();
  });
  useDidShow(() => {
    readCare();
    forgetOtherDays(chinaToday());
    void arrive().then(sendWaiting);
  });
  return children;
}
