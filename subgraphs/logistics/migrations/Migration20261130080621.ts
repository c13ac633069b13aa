import { Migration } from '@mikro-orm/migrations';

export class Migration20261130080621 extends Migration {

  override name = 'Migration20261130080621';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` add \`forgottenAtMs\` bigint null;`);
    this.addSql(`alter table \`Collection\` add index \`Collection_forgottenAtMs_createdAtMs_index\` (\`forgottenAtMs\`, \`createdAtMs\`);`);

    this.addSql(`alter table \`Handover\` modify \`complete\` tinyint(1) null;`);
    this.addSql(`update \`Handover\` set \`complete\` = null where \`state\` != 'signed';`);
    this.addSql(`alter table \`Handover\` modify \`documentSealed\` text null;`);

    this.addSql(`alter table \`Shipment\` add \`forgottenAtMs\` bigint null;`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_forgottenAtMs_deliverByMs_index\` (\`forgottenAtMs\`, \`deliverByMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` drop index \`Collection_forgottenAtMs_createdAtMs_index\`;`);

    this.addSql(`alter table \`Handover\` modify \`complete\` tinyint(1) not null;`);
    this.addSql(`alter table \`Handover\` modify \`documentSealed\` text not null;`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_forgottenAtMs_deliverByMs_index\`;`);
  }

}
