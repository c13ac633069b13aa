import { Migration } from '@mikro-orm/migrations';

export class Migration20261201175357 extends Migration {

  override name = 'Migration20261201175357';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` add index \`Alarm_carrierPartyId_raisedAtMs_index\` (\`carrierPartyId\`, \`raisedAtMs\`);`);

    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_remittedAtMs_index\` (\`remittedAtMs\`);`);

    this.addSql(`alter table \`ContentsCase\` add index \`ContentsCase_settledAtMs_index\` (\`settledAtMs\`);`);
    this.addSql(`alter table \`ContentsCase\` add index \`ContentsCase_state_id_index\` (\`state\`, \`id\`);`);

    this.addSql(`alter table \`Shipment\` add index \`Shipment_state_id_index\` (\`state\`, \`id\`);`);

    this.addSql(`alter table \`Reconciliation\` add index \`Reconciliation_carrierPartyId_doneAtMs_index\` (\`carrierPartyId\`, \`doneAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` drop index \`Alarm_carrierPartyId_raisedAtMs_index\`;`);

    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_remittedAtMs_index\`;`);

    this.addSql(`alter table \`ContentsCase\` drop index \`ContentsCase_settledAtMs_index\`;`);
    this.addSql(`alter table \`ContentsCase\` drop index \`ContentsCase_state_id_index\`;`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_state_id_index\`;`);

    this.addSql(`alter table \`Reconciliation\` drop index \`Reconciliation_carrierPartyId_doneAtMs_index\`;`);
  }

}
