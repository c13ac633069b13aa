import { Migration } from '@mikro-orm/migrations';

export class Migration20261129180754 extends Migration {

  override name = 'Migration20261129180754';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AgreedContract\` drop index \`AgreedContract_sellerPartyId_carrierPartyId_validUntil_index\`;`);
    this.addSql(`alter table \`AgreedContract\` add \`kind\` varchar(40) not null default 'delivery';`);
    this.addSql(`alter table \`AgreedContract\` change \`carrierPartyId\` \`withPartyId\` varchar(26) not null;`);
    this.addSql(`alter table \`AgreedContract\` add index \`AgreedContract_sellerPartyId_withPartyId_validUntil_index\` (\`sellerPartyId\`, \`withPartyId\`, \`validUntil\`);`);

    this.addSql(`alter table \`Shipment\` add \`giveBackByMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AgreedContract\` drop index \`AgreedContract_sellerPartyId_withPartyId_validUntil_index\`;`);
    this.addSql(`alter table \`AgreedContract\` change \`withPartyId\` \`carrierPartyId\` varchar(26) not null;`);
    this.addSql(`alter table \`AgreedContract\` add index \`AgreedContract_sellerPartyId_carrierPartyId_validUntil_index\` (\`sellerPartyId\`, \`carrierPartyId\`, \`validUntil\`);`);
  }

}
