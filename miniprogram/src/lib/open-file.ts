import Taro from '@tarojs/taro';
import { urlOf } from './platform';
import { Problem } from './problem';
import { SAID } from './said';
import { tokenOf } from './session';

const missing = () => new Problem('refused', { refusal: { message: SAID.fileNotOpened } });

/** A PDF that is not everybody's, opened by WeChat itself (open-file.h5.ts has the same name): it can be sent on. */
export async function openPdf(edge: string, _name: string): Promise<void> {
  const token = tokenOf();
  const { statusCode, tempFilePath } = await Taro.downloadFile({
    url: urlOf(`/edges/${edge}`),
    header: token ? { authorization: `Bearer ${token}` } : {},
  }).catch(() => {
    throw new Problem('offline');
  });
  if (statusCode !== 200) throw missing();
  await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true }).catch(() => {
    throw missing();
  });
}
