import { View } from '@tarojs/components';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { scan } from '@/lib/platform';
import { say } from '@/lib/say';
import { readTraceCode } from '@/lib/trace-code';
import './scan-button.scss';

export function useScan() {
  return useAction(async () => {
    const seen = await scan();
    if (seen.kind === 'cancelled') return;
    if (seen.kind === 'denied') return say('没有相机权限。请在手机设置里允许使用相机，或手动输入追溯码');
    if (seen.kind === 'unreadable') return say('没有看清，请对准标签上的码再扫一次');
    const read = readTraceCode(seen.text);
    if ('wrong' in read) say(read.wrong);
    else go('/pages/trace/index', { lot: read.code });
  });
}

/** The camera reads the code on a bag: where it comes from. */
export function ScanButton() {
  const scanning = useScan();
  return (
    <View className="scan" aria-role="button" onClick={() => void scanning.run()}>
      <View className="scan-frame" />
      <View className="scan-word">扫码溯源</View>
    </View>
  );
}
