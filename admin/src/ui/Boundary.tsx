import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';

/**
 * A page that fails leaves the menu standing. After a new version its parts may be gone: then only reading the page
 * anew helps.
 */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        status="warning"
        title="这一页打不开"
        subTitle="可能是网络断开，或系统刚更新过"
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            重新打开
          </Button>
        }
      />
    );
  }
}
