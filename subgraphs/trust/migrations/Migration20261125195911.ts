import { Migration } from '@mikro-orm/migrations';

export class Migration20261125195911 extends Migration {

  override name = 'Migration20261125195911';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`TradeMilestone\` add index \`TradeMilestone_partyId_buyerAccountId_index\` (\`partyId\`, \`buyerAccountId\`);`);
    // What was written before exports asked for it: by the newest thing known of it.
    this.addSql(`update \`TradeMilestone\` set \`changedAtMs\` = greatest(coalesce(\`paidAtMs\`, 0), coalesce(\`takenOverAtMs\`, 0), coalesce(\`deliveredAtMs\`, 0), coalesce(\`refundedAtMs\`, 0), coalesce(\`completedAtMs\`, 0), coalesce(\`cancelledAtMs\`, 0)) where \`changedAtMs\` is null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`TradeMilestone\` drop index \`TradeMilestone_partyId_buyerAccountId_index\`;`);
  }

}
