import { Image, View } from '@tarojs/components';
import { useMemo } from 'react';
import qrcode from 'qrcode-generator';

const DOT_PIXELS = 6;
const QUIET_DOTS = 4;
const CODE = { width: '220px', height: '220px' };

/** A code that another phone scans. Only sub-packages use it: it stays out of the main package. */
export function Code({ text, label }: { text: string; label: string }) {
  const picture = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    return code.createDataURL(DOT_PIXELS, DOT_PIXELS * QUIET_DOTS);
  }, [text]);
  return (
    <View className="center">
      <Image style={CODE} src={picture} mode="aspectFit" aria-label={label} />
    </View>
  );
}
