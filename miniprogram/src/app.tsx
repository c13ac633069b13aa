import './lib/aria';
import { useDidShow, useLaunch } from '@tarojs/taro';
import type { ReactNode } from 'react';
import { readCare } from '@/lib/care';
import { arrive } from '@/lib/session';
import './theme/page.scss';
import './theme/words.scss';
import '@/lib/roles';
import '@/lib/missing-page';

export default function App({ children }: { children: ReactNode }) {
  useLaunch(() => void arrive());
  useDidShow(readCare);
  return children;
}
