import { Button, Modal, type ButtonProps } from 'antd';
import { useState } from 'react';
import { FileView } from '../../ui/Papers.tsx';

type Look = Pick<ButtonProps, 'icon' | 'size'>;
/** A paper that a press shows, and not before: from there it is printed or saved. */
export function Paper({ path, title, button, ...look }: { path: string; title: string; button: string } & Look) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Modal open={isOpen} footer={null} width={860} title={title} onCancel={() => setOpen(false)} destroyOnHidden>
        <FileView path={path} title={title} />
      </Modal>
    </>
  );
}
