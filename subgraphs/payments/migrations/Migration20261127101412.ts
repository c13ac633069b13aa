import { Migration } from '@mikro-orm/migrations';

export class Migration20261127101412 extends Migration {

  override name = 'Migration20261127101412';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MerchantAccount\` add index \`MerchantAccount_openedAtMs_index\` (\`openedAtMs\`);`);

    this.addSql(`alter table \`ReconciliationCase\` add index \`ReconciliationCase_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`ReconciliationCase\` add index \`ReconciliationCase_openedAtMs_index\` (\`openedAtMs\`);`);

    this.addSql(`alter table \`Recovery\` add index \`Recovery_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);

    this.addSql(`alter table \`RiskHold\` add index \`RiskHold_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);

    this.addSql(`alter table \`Settlement\` add index \`Settlement_netFen_index\` (\`netFen\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`MerchantAccount\` drop index \`MerchantAccount_openedAtMs_index\`;`);

    this.addSql(`alter table \`ReconciliationCase\` drop index \`ReconciliationCase_state_openedAtMs_index\`;`);
    this.addSql(`alter table \`ReconciliationCase\` drop index \`ReconciliationCase_openedAtMs_index\`;`);

    this.addSql(`alter table \`Recovery\` drop index \`Recovery_state_openedAtMs_index\`;`);

    this.addSql(`alter table \`RiskHold\` drop index \`RiskHold_state_openedAtMs_index\`;`);

    this.addSql(`alter table \`Settlement\` drop index \`Settlement_netFen_index\`;`);
  }

}
