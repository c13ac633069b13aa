import { Button, Flex, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { fileAddress } from '../../lib/client.ts';
import { FileView } from '../../ui/Papers.tsx';

/** Small ones beside the words that they belong to; a press shows one large. `folder`: the edge that keeps them. */
export function Photos({ ids, folder }: { ids: readonly string[]; folder: string }) {
  const [open, setOpen] = useState<number | null>(null);
  const shown = open === null ? undefined : ids[open];
  return (
    <Flex wrap gap="small" className="photos top-1">
      {ids.map((id, i) => (
        <Button key={id} type="text" className="pad-0" aria-label={`照片 ${i + 1}，放大`} onClick={() => setOpen(i)}>
          <Small path={`${folder}/${id}`} />
        </Button>
      ))}
      <Modal open={!!shown} footer={null} width={860} title={`照片 ${(open ?? 0) + 1}`} onCancel={() => setOpen(null)}>
        {shown && <FileView path={`${folder}/${shown}`} title={`照片 ${(open ?? 0) + 1}`} />}
      </Modal>
    </Flex>
  );
}

/** A photo that only its readers may fetch. */
function Small({ path }: { path: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    fileAddress(path).then(
      (file) => {
        made = file.url;
        if (gone) URL.revokeObjectURL(file.url);
        else setUrl(file.url);
      },
      (error: Error) => setTrouble(error.message),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (trouble) return <span className="small grey">{trouble}</span>;
  return url ? (
    <img src={url} alt="" className="cover still r-chip" width={96} height={72} />
  ) : (
    <span className="small grey">正在取…</span>
  );
}
