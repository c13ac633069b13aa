import { Migration } from '@mikro-orm/migrations';

export class Migration20261127101413 extends Migration {

  override name = 'Migration20261127101413';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` add index \`BackupRun_finishedAtMs_index\` (\`finishedAtMs\`);`);

    this.addSql(`alter table \`Drill\` add index \`Drill_finishedAtMs_index\` (\`finishedAtMs\`);`);

    this.addSql(`alter table \`Measure\` add index \`Measure_state_takenAtMs_index\` (\`state\`, \`takenAtMs\`);`);

    this.addSql(`alter table \`OversightRequest\` add index \`OversightRequest_accountId_askedAtMs_index\` (\`accountId\`, \`askedAtMs\`);`);
    this.addSql(`alter table \`OversightRequest\` add index \`OversightRequest_askedAtMs_index\` (\`askedAtMs\`);`);

    this.addSql(`alter table \`ShippingNotice\` add index \`ShippingNotice_uploadedAtMs_index\` (\`uploadedAtMs\`);`);

    this.addSql(`alter table \`StatisticalReturn\` add index \`StatisticalReturn_dueAtMs_index\` (\`dueAtMs\`);`);

    this.addSql(`alter table \`TradeCheck\` add index \`TradeCheck_partyId_atMs_index\` (\`partyId\`, \`atMs\`);`);
    this.addSql(`alter table \`TradeCheck\` add index \`TradeCheck_closedAtMs_atMs_index\` (\`closedAtMs\`, \`atMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`BackupRun\` drop index \`BackupRun_finishedAtMs_index\`;`);

    this.addSql(`alter table \`Drill\` drop index \`Drill_finishedAtMs_index\`;`);

    this.addSql(`alter table \`Measure\` drop index \`Measure_state_takenAtMs_index\`;`);

    this.addSql(`alter table \`OversightRequest\` drop index \`OversightRequest_accountId_askedAtMs_index\`;`);
    this.addSql(`alter table \`OversightRequest\` drop index \`OversightRequest_askedAtMs_index\`;`);

    this.addSql(`alter table \`ShippingNotice\` drop index \`ShippingNotice_uploadedAtMs_index\`;`);

    this.addSql(`alter table \`StatisticalReturn\` drop index \`StatisticalReturn_dueAtMs_index\`;`);

    this.addSql(`alter table \`TradeCheck\` drop index \`TradeCheck_partyId_atMs_index\`;`);
    this.addSql(`alter table \`TradeCheck\` drop index \`TradeCheck_closedAtMs_atMs_index\`;`);
  }

}
