import { Migration } from '@mikro-orm/migrations';

export class Migration20261129011400 extends Migration {

  override name = 'Migration20261129011400';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MerchantAccount\` add \`providerPartyId\` varchar(64) null, add \`providerInGoodStanding\` tinyint(1) not null;`);
    // Nothing was said against the provider of an account that is there.
    this.addSql(`update \`MerchantAccount\` set \`providerInGoodStanding\` = 1;`);
    this.addSql(`alter table \`MerchantAccount\` modify \`passwordKeeperName\` text null, modify \`passwordDueAtMs\` bigint null;`);
    this.addSql(`alter table \`MerchantAccount\` add index \`MerchantAccount_providerPartyId_index\` (\`providerPartyId\`);`);

    this.addSql(`alter table \`Settlement\` add \`deliveryFen\` bigint null;`);
  }

}
