import { Migration } from '@mikro-orm/migrations';

export class Migration20261201100142 extends Migration {

  override name = 'Migration20261201100142';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`forgottenAtMs\` bigint null;`);
    this.addSql(`alter table \`Order\` add index \`Order_forgottenAtMs_placedAtMs_index\` (\`forgottenAtMs\`, \`placedAtMs\`);`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_partyId_requestedAtMs_id_index\` (\`partyId\`, \`requestedAtMs\`, \`id\`);`);
    this.addSql(`update \`Order\` set \`forgottenAtMs\` = coalesce(\`completedAtMs\`, \`cancelledAtMs\`, \`placedAtMs\`) where \`recipientSealed\` is null;`);
  }

}
