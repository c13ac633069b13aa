import Taro from '@tarojs/taro';

/**
 * In a browser a page is fetched when it is first opened. Where the network is gone by then, nothing would happen at
 * all: it is told, and tried again.
 */
async function tell(): Promise<void> {
  const { confirm } = await Taro.showModal({
    title: '网络不通',
    content: '这一页还没有下载下来，请检查网络。',
    confirmText: '再试一次',
    cancelText: '返回',
  });
  if (!confirm) return history.back();
  // A reload without a network would leave the browser's own page of errors.
  const isBack = await fetch('/site.json', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isBack) location.reload();
  else await tell();
}

let isTold = false;
addEventListener('unhandledrejection', (event) => {
  if ((event.reason as { name?: string } | null)?.name !== 'ChunkLoadError') return;
  event.preventDefault();
  if (isTold) return;
  isTold = true;
  void tell().finally(() => (isTold = false));
});
