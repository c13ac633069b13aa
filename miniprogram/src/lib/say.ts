import Taro from '@tarojs/taro';
import { LIGHT } from '@/theme/colours';

const SHORT_MS = 1800;
const LONG_MS = 3500;
const SHORT_LETTERS = 12;

/** A sentence over the page, long enough to be read. */
export const say = (text: string): void =>
  void Taro.showToast({ title: text, icon: 'none', duration: text.length > SHORT_LETTERS ? LONG_MS : SHORT_MS });

/** A question before something that cannot be taken back. `yes` has four characters at most: WeChat refuses more. */
export async function confirm(title: string, content: string, yes = '确定'): Promise<boolean> {
  const answer = await Taro.showModal({
    title,
    content,
    confirmText: yes,
    cancelText: '再想想',
    confirmColor: LIGHT.soil,
  });
  return answer.confirm;
}
