import { Link } from 'react-router';
import type { CaseOrderFragment } from '../../api/admin.ts';
import { yuan } from '../../lib/format.ts';

/** What was bought: its picture, price label, and lots, whose history anybody can look at. */
export const Goods = ({ lines }: Pick<CaseOrderFragment, 'lines'>) => (
  <ul>
    {lines.map(({ id, title, specification, quantity, unitFen, labelVersion, pictureId, product, lots }) => (
      <li key={id} className="row start gap-3 pad-y-2">
        {pictureId ? (
          <img src={`/edges/catalog/files/${pictureId}`} alt="" className="cover still r-chip" width={48} height={48} />
        ) : null}
        <div>
          <b>{product ? <Link to={`/products/${product.id}`}>{title}</Link> : title}</b>
          <div>
            {specification} × {quantity}，{yuan(unitFen)} 一份，价签第 {labelVersion} 版
          </div>
          {lots.map(({ lotId, lotCode, units }) => (
            <div key={lotId} className="small grey">
              <a href={`/trace/${encodeURIComponent(lotCode)}`} target="_blank" rel="noreferrer">
                {lotCode}
              </a>{' '}
              × {units}
            </div>
          ))}
        </div>
      </li>
    ))}
  </ul>
);
