import { Migration } from '@mikro-orm/migrations';

export class Migration20261128123500 extends Migration {

  override name = 'Migration20261128123500';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Shipment\` add index \`Shipment_state_deliverByMs_index\` (\`state\`, \`deliverByMs\`);`);
    this.addSql(`alter table \`StorageStay\` add index \`StorageStay_leftAtMs_leaveByMs_index\` (\`leftAtMs\`, \`leaveByMs\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`ContentsCase\` add index \`ContentsCase_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`Mismatch\` add index \`Mismatch_resolvedAtMs_foundAtMs_index\` (\`resolvedAtMs\`, \`foundAtMs\`);`);
    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Shipment\` drop index \`Shipment_state_deliverByMs_index\`;`);
    this.addSql(`alter table \`StorageStay\` drop index \`StorageStay_leftAtMs_leaveByMs_index\`;`);
    this.addSql(`alter table \`Collection\` drop index \`Collection_state_createdAtMs_index\`;`);
    this.addSql(`alter table \`ContentsCase\` drop index \`ContentsCase_state_openedAtMs_index\`;`);
    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_state_dueAtMs_index\`;`);
    this.addSql(`alter table \`Mismatch\` drop index \`Mismatch_resolvedAtMs_foundAtMs_index\`;`);
    this.addSql(`alter table \`SupervisionCheck\` drop index \`SupervisionCheck_state_dueAtMs_index\`;`);
  }

}
