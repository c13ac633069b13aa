import Taro from '@tarojs/taro';
import { Problem } from './problem';

/**
 * A text that somebody takes along as a file (save-file.h5.ts has the same name): WeChat lets it be sent to a chat,
 * one's own too.
 */
export async function handOver(name: string, text: string): Promise<void> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
  await new Promise<void>((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data: text,
      encoding: 'utf8',
      success: () => resolve(),
      fail: () => reject(new Problem('refused', { refusal: { message: '手机空间不够，存不下，请清一清再试' } })),
    });
  });
  await Taro.shareFileMessage({ filePath, fileName: name } as Taro.shareFileMessage.Option).catch(
    (error: { errMsg?: string }) => {
      if (!/cancel/i.test(String(error?.errMsg)))
        throw new Problem('refused', { refusal: { message: '没有发出去，请再试一次' } });
    },
  );
}
