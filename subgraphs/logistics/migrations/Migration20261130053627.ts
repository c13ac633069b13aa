import { Migration } from '@mikro-orm/migrations';

export class Migration20261130053627 extends Migration {

  override name = 'Migration20261130053627';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` add index \`Alarm_vehicleId_state_index\` (\`vehicleId\`, \`state\`);`);

    this.addSql(`alter table \`Collection\` add index \`Collection_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_centreAtMs_index\` (\`centreAtMs\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_takenAtMs_index\` (\`takenAtMs\`);`);

    this.addSql(`alter table \`ContentsCase\` add index \`ContentsCase_openedAtMs_index\` (\`openedAtMs\`);`);

    this.addSql(`alter table \`Handover\` add index \`Handover_openedAtMs_index\` (\`openedAtMs\`);`);
    this.addSql(`alter table \`Handover\` add index \`Handover_completedAtMs_index\` (\`completedAtMs\`);`);

    this.addSql(`alter table \`Shipment\` add index \`Shipment_refusedAtMs_index\` (\`refusedAtMs\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_takenOverAtMs_index\` (\`takenOverAtMs\`);`);

    this.addSql(`alter table \`StorageStay\` add index \`StorageStay_arrivedAtMs_index\` (\`arrivedAtMs\`);`);

    this.addSql(`alter table \`Trip\` add index \`Trip_state_startedAtMs_index\` (\`state\`, \`startedAtMs\`);`);
    this.addSql(`alter table \`Trip\` add index \`Trip_startedAtMs_index\` (\`startedAtMs\`);`);
  }
}
