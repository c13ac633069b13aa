import { Migration } from '@mikro-orm/migrations';

export class Migration20261126141300 extends Migration {

  override name = 'Migration20261126141300';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` drop index \`Alarm_raisedAtMs_index\`;`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_raisedAtMs_id_index\` (\`raisedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_state_raisedAtMs_index\` (\`state\`, \`raisedAtMs\`);`);

    this.addSql(`alter table \`Shipment\` add index \`Shipment_deliverByMs_id_index\` (\`deliverByMs\`, \`id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` drop index \`Alarm_raisedAtMs_id_index\`;`);
    this.addSql(`alter table \`Alarm\` drop index \`Alarm_state_raisedAtMs_index\`;`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_raisedAtMs_index\` (\`raisedAtMs\`);`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_deliverByMs_id_index\`;`);
  }

}
