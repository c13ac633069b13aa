import { Select } from '@/ui/forms';

interface Supplier {
  id: string;
  name: string;
  valid: boolean;
}

/** From whom goods can be bought now, and who is chosen: where there is only one, that one. */
export function supplierChoice(edges: readonly { node: Supplier }[], chosen: string) {
  const suppliers = edges.map(({ node }) => node).filter(({ valid }) => valid);
  const only = suppliers.length === 1 ? suppliers[0]?.id : undefined;
  return { suppliers, supplierId: chosen || (only ?? '') };
}

interface Props {
  suppliers: readonly Supplier[];
  supplierId: string;
  onChange: (supplierId: string) => void;
  error?: string | null | undefined;
}
export const SupplierSelect = ({ suppliers, supplierId, onChange, error }: Props) => (
  <Select
    label="从谁那里进的"
    value={supplierId}
    options={suppliers.map(({ id, name }) => ({ value: id, label: name }))}
    onChange={onChange}
    error={error}
  />
);
