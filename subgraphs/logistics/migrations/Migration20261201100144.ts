import { Migration } from '@mikro-orm/migrations';

export class Migration20261201100144 extends Migration {

  override name = 'Migration20261201100144';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Handover\` add index \`Handover_sellerAccountId_openedAtMs_index\` (\`sellerAccountId\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`Handover\` add index \`Handover_carrierAccountId_openedAtMs_index\` (\`carrierAccountId\`, \`openedAtMs\`);`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_takenOverAtMs_index\`;`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_takenOverAtMs_takeOverDueAtMs_index\` (\`takenOverAtMs\`, \`takeOverDueAtMs\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_assignedAtMs_respondDueAtMs_index\` (\`assignedAtMs\`, \`respondDueAtMs\`);`);
  }

}
