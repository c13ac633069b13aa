import { Migration } from '@mikro-orm/migrations';

export class Migration20261129114603 extends Migration {

  override name = 'Migration20261129114603';

  override up(): void | Promise<void> {
    this.addSql(`create table \`GrowerSetOff\` (\`id\` varchar(26) not null, \`fromShareId\` varchar(26) not null, \`toShareId\` varchar(26) not null, \`amountFen\` bigint not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`GrowerSetOff\` add index \`GrowerSetOff_fromShareId_index\` (\`fromShareId\`);`);
    this.addSql(`alter table \`GrowerSetOff\` add index \`GrowerSetOff_toShareId_index\` (\`toShareId\`);`);

    this.addSql(`create table \`GrowerShare\` (\`id\` varchar(26) not null, \`soldLotId\` varchar(26) not null, \`termId\` varchar(26) not null, \`orderId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`accountId\` varchar(64) not null, \`soldParts\` int not null, \`amountFen\` bigint not null, \`sharingFen\` bigint not null, \`sharedFen\` bigint not null, \`transferFen\` bigint not null, \`transferredFen\` bigint not null, \`setOffFen\` bigint not null, \`backFen\` bigint not null, \`state\` varchar(40) not null, \`sinceMs\` bigint not null, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_accountId_partyId_state_index\` (\`accountId\`, \`partyId\`, \`state\`);`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_accountId_createdAtMs_index\` (\`accountId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_lotId_createdAtMs_index\` (\`lotId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`GrowerShare\` add index \`GrowerShare_state_sinceMs_index\` (\`state\`, \`sinceMs\`);`);
    this.addSql(`alter table \`GrowerShare\` add unique \`GrowerShare_soldLotId_termId_unique\` (\`soldLotId\`, \`termId\`);`);

    this.addSql(`create table \`GrowerTransfer\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`accountId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`amountFen\` bigint not null, \`outBillNo\` varchar(32) not null, \`billNo\` varchar(64) null, \`state\` varchar(40) not null, \`openFor\` varchar(130) null, \`packageInfo\` text null, \`endsAtMs\` bigint not null, \`nextAtMs\` bigint null, \`attempts\` int not null default 0, \`lastError\` varchar(200) null, \`createdAtMs\` bigint not null, \`paidAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`GrowerTransfer\` add unique \`GrowerTransfer_outBillNo_unique\` (\`outBillNo\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add index \`GrowerTransfer_billNo_index\` (\`billNo\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add unique \`GrowerTransfer_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add index \`GrowerTransfer_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add index \`GrowerTransfer_accountId_createdAtMs_index\` (\`accountId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add index \`GrowerTransfer_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`GrowerTransfer\` add index \`GrowerTransfer_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);

    this.addSql(`create table \`GrowerTransferPart\` (\`transferId\` varchar(26) not null, \`shareId\` varchar(26) not null, \`amountFen\` bigint not null, primary key (\`transferId\`, \`shareId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`GrowerTransferPart\` add index \`GrowerTransferPart_shareId_index\` (\`shareId\`);`);

    this.addSql(`create table \`PoolTerm\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`lotCode\` varchar(40) not null, \`partyId\` varchar(64) not null, \`goodsTitle\` varchar(255) not null, \`lotUnits\` int not null, \`growerId\` varchar(64) not null, \`accountId\` varchar(64) not null, \`crop\` varchar(40) not null, \`harvestedOn\` varchar(10) not null, \`unit\` varchar(40) not null, \`parts\` int not null, \`grade\` varchar(20) not null, \`priceFen\` bigint not null, \`agreedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PoolTerm\` add index \`PoolTerm_lotId_index\` (\`lotId\`);`);
    this.addSql(`alter table \`PoolTerm\` add index \`PoolTerm_accountId_index\` (\`accountId\`);`);

    this.addSql(`create table \`SoldLot\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`lineId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`units\` int not null, \`lineUnits\` int not null, \`lineFen\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SoldLot\` add index \`SoldLot_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`SoldLot\` add unique \`SoldLot_lineId_lotId_unique\` (\`lineId\`, \`lotId\`);`);

    this.addSql(`alter table \`Refund\` add \`lines\` mediumtext null;`);
  }

}
