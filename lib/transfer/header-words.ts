import type { PlainTarget } from './mapping.ts';

/** What columns are called, most telling first. Compared by `headerKey`: case, blanks and punctuation play no part. */
export interface HeaderWords {
  /** The whole header. */
  readonly exact: string;
  /** A part of it. */
  readonly part?: string;
  /** A part that says it is something else. */
  readonly not?: string;
}

const OTHER_PEOPLE =
  'seller vendor merchant shop store staff owner courier carrier 卖家 賣家 商家 店铺 店鋪 客服 发货人 寄件 物流 快递 快遞';
const OTHER_DATES =
  'birth update modif paid pay ship deliver complete finish expire cancel refund expect latest due 生日 付款 支付 发货 出貨 出货 完成 结束 到期 更新 修改 确认 取消 退';

export const HEADER_WORDS: Readonly<Record<PlainTarget, HeaderWords>> = {
  'customer.id': {
    exact:
      'customerid contactid recordid userid buyerid memberid clientid customernumber customerno 客户编号 客戶編號 客户id 客戶id 会员编号 會員編號 会员id 會員id 用户id 用戶id 买家id 買家id 客户号 会员号 客户代码',
    part: 'customerid 客户编号 会员编号 客戶編號 會員編號',
  },
  'customer.name': {
    exact:
      'name fullname customername buyername contactname displayname customer client contact recipient recipientname receivername consignee shiptoname shippingname billingname buyerfullname 姓名 客户姓名 客戶姓名 客户名称 客戶名稱 客户名 客户 客戶 联系人 聯絡人 联系人姓名 聯絡人姓名 收货人 收貨人 收货人姓名 收貨人姓名 收件人 收件人姓名 顾客姓名 顧客姓名 顾客 买家姓名 買家姓名 会员姓名 會員姓名 称呼 真实姓名 收件者 收件者姓名',
    part: 'fullname customername buyername receivername recipientname 姓名 收货人 收件人 联系人 聯絡人',
    not: `${OTHER_PEOPLE} email phone address nick user account company id 电话 電話 手机 手機 地址 邮 郵 昵称 暱稱 账号 帳號 市 省 区`,
  },
  'customer.email': {
    exact:
      'email emailaddress mail buyeremail customeremail contactemail billingemail email1value email1 emailaddress1 邮箱 郵箱 电子邮箱 電子郵箱 电子邮件 電子郵件 邮件 信箱 電子信箱 邮箱地址 买家邮箱 客户邮箱 email地址',
    part: 'email 邮箱 郵箱 信箱 电子邮件 電子郵件',
    not: `${OTHER_PEOPLE} marketing subscri accept consent optin verified status type label 订阅 訂閱 类型`,
  },
  'customer.phone': {
    exact:
      'phone phonenumber mobile mobilephone mobilenumber telephone tel cell cellphone contactnumber buyerphone customerphone buyerphonenumber phone1value primaryphone businessphone homephone 手机 手機 手机号 手機號 手机号码 手機號碼 电话 電話 电话号码 電話號碼 联系电话 聯絡電話 联系手机 联系方式 聯絡方式 移动电话 行動電話 收货人电话 收货人手机 收货人手机号 收件人电话 收件人手机 收件人電話 买家手机 買家電話 座机 固话 客户电话',
    part: 'phone mobile telephone 手机 手機 电话 電話',
    not: `${OTHER_PEOPLE} email type label fax 传真 傳真 类型`,
  },
  'customer.company': {
    exact:
      'company companyname organization organisation organizationname organization1name accountname billingcompany 公司 公司名称 公司名稱 单位 單位 单位名称 企业 企业名称 企業名稱 组织',
    part: 'company organization 公司 企业名',
    not: 'phone email address fax id size domain 电话 電話 邮 郵 地址 物流 快递 物流公司 department yomi title',
  },
  'customer.address': {
    exact:
      'address fulladdress streetaddress shippingaddress billingaddress deliveryaddress mailingaddress address1formatted 地址 详细地址 詳細地址 收货地址 收貨地址 收件地址 收件人地址 收货人地址 联系地址 聯絡地址 通讯地址 通訊地址 街道地址 买家收货地址 寄送地址',
    part: 'fulladdress deliveryaddress 收货地址 收貨地址 详细地址 詳細地址 收件地址',
    not: `email mail ip web ${OTHER_PEOPLE} 邮箱 郵箱`,
  },
  'customer.birthday': {
    exact: 'birthday birthdate dateofbirth dob bday 生日 出生日期 出生年月 出生年月日 生辰',
    part: 'birthday dateofbirth 生日 出生',
  },
  'customer.sex': { exact: 'sex gender 性别 性別', part: 'gender 性别 性別' },
  'customer.language': {
    exact: 'language lang locale preferredlanguage customerlocale 语言 語言 语种 首选语言',
    part: 'language 语言 語言',
  },
  'customer.tags': {
    exact:
      'tags tag labels label groups groupmembership categories category customertags customergroup 标签 標籤 客户标签 客戶標籤 分组 分組 群组 群組 客户分类 会员标签',
    part: 'tags 标签 標籤',
    not: 'order product 商品 订单 訂單 宝贝',
  },
  'customer.note': {
    exact:
      'note notes remark remarks comment comments description memo buyernote customernote buyermessage sellernote 备注 備註 附注 客户备注 客戶備註 买家留言 買家留言 买家备注 賣家備註 卖家备注 商家备注 订单备注 訂單備註 说明 留言 描述',
    part: 'note remark comment 备注 備註 留言',
    not: 'time date count 时间 旗',
  },
  'customer.account': {
    exact:
      'username useraccount nickname nick buyerusername buyeraccount loginname account buyer buyeruserid wangwang wechat userlogin memberaccount 会员名 會員名 买家会员名 买家昵称 買家暱稱 买家旺旺 旺旺 旺旺号 旺旺名 昵称 暱稱 用户名 用戶名 用户昵称 买家账号 买家帐号 買家帳號 账号 帳號 帐号 平台账号 平台帳號 会员账号 會員帳號 下单帐号 下单账号 买家id 微信号 微信 微信昵称 客户昵称 买家',
    part: 'username nick 会员名 旺旺 昵称 暱稱 买家账号 買家帳號',
    not: `${OTHER_PEOPLE} bank email 银行 支付宝 银行卡`,
  },
  'order.number': {
    exact:
      'order orderid ordernumber orderno order ordername ordercode salesordernumber purchaseordernumber amazonorderid transactionid invoice invoicenumber 订单编号 訂單編號 订单号 訂單號 订单号码 訂單號碼 主订单编号 主订单号 订单id 訂單id 单号 單號 交易号 交易编号 平台订单号 销售单号',
    part: 'orderid ordernumber orderno 订单编号 订单号 訂單編號 訂單號',
    not: 'item line sub merchant tracking logistics express 子订单 子單 物流 快递 商户 支付 退款',
  },
  'order.placedAt': {
    exact:
      'orderdate ordertime date purchasedate purchasedon dateplaced orderplaced placedat createdat createtime createdtime ordercreationdate ordercreatedtime saledate datepurchased createdon creationdate transactiondate 下单时间 下單時間 下单日期 下單日期 订单创建时间 訂單成立日期 訂單成立時間 订单日期 訂單日期 订单时间 創建時間 创建时间 成交时间 拍下时间 购买时间 購買時間 购买日期 交易时间 日期 时间 付款时间 订单付款时间 成团时间 成立时间',
    part: 'orderdate ordertime purchasedate ordercreat 下单 下單 创建时间 訂單成立 订单创建',
    not: OTHER_DATES,
  },
  'order.total': {
    exact:
      'total ordertotal grandtotal totalamount amount totalprice orderamount totalpaid amountpaid paidamount orderprice ordervalue payment totalcharged 实付金额 實付金額 实付款 實付款 实收金额 买家实付金额 買家總支付金額 买家实际支付金额 实际支付金额 订单金额 訂單金額 订单总额 訂單總額 订单总金额 訂單總金額 总金额 總金額 总价 總價 总额 支付金额 付款金额 应付金额 合计 合計 成交金额 消费金额 消費金額 金额 金額 用户实付金额 订单实付金额 交易金额 买家应付货款',
    part: 'grandtotal ordertotal 实付 實付 订单金额 訂單金額 总金额 總金額',
    not: 'item line unit tax shipping discount refund sub fee tip outstanding spent count 退 优惠 運費 运费 折扣 税 单价 單價 手续费 商品',
  },
  'order.currency': {
    exact: 'currency currencycode ordercurrency 币种 幣種 货币 貨幣 币别 幣別 货币代码 交易币种',
    part: 'currency 币种 货币 幣別',
    not: 'rate 汇率',
  },
  'order.status': {
    exact:
      'status orderstatus financialstatus state orderstate paymentstatus fulfillmentstatus 订单状态 訂單狀態 状态 狀態 交易状态 交易狀態 订单状况 订单进度',
    part: 'orderstatus 订单状态 訂單狀態 交易状态',
    not: 'refund aftersale email marketing ship 退 售后 物流 营销',
  },
  'order.refunded': {
    exact:
      'refundedamount refundamount refunded refund orderrefundamount totalrefunded amountrefunded 退款金额 退款金額 已退款金额 退款 退款总额 买家退款金额 退款額',
    part: 'refundedamount refundamount 退款金额 退款金額',
    not: 'status time reason date 状态 时间 原因',
  },
  'line.sku': {
    exact:
      'sku itemsku sellersku merchantsku skucode lineitemsku customlabel productcode itemnumber productsku skureferenceno variantsku productid itemid asin 商家编码 商品编码 商品編碼 货号 貨號 规格编码 商品编号 商品id sku编码 商品货号 商家編碼 商品選項貨號 主商品貨號 外部系统编号 宝贝编码',
    part: 'sku 商家编码 货号 貨號 商品编码',
    not: 'id 名称 subtotal price quantity qty',
  },
  'line.name': {
    exact:
      'lineitemname itemname productname product item itemtitle producttitle title description goods goodsname 商品名称 商品名稱 商品 商品标题 商品標題 宝贝标题 宝贝名称 产品名称 產品名稱 产品 产品名 货品名称 品名 物品名称 商品名 购买商品',
    part: 'itemname productname itemtitle 商品名 商品标题 宝贝标题 产品名',
    not: 'id sku code 编码 编号',
  },
  'line.quantity': {
    exact:
      'quantity qty lineitemquantity itemquantity quantitypurchased units pieces numberofitems itemscount 数量 數量 商品数量 商品數量 购买数量 購買數量 件数 件數 订购数量 宝贝数量 宝贝总数量 购买件数 商品件数 下单数量',
    part: 'quantity qty 数量 數量 件数',
    not: 'refund return ship cancel 退 发货 库存',
  },
  'line.unitPrice': {
    exact:
      'unitprice itemunitprice lineitemprice price itemprice dealprice soldfor productprice saleprice itemcost 单价 單價 商品单价 商品單價 宝贝价格 商品价格 商品價格 价格 價格 销售价 京东价 售价 售價 成交价 商品活動價格 商品原價',
    part: 'unitprice itemprice 单价 單價',
    not: 'total subtotal tax compare 总 總 合计',
  },
  'line.total': {
    exact:
      'linetotal lineitemtotal itemtotal itemsubtotal subtotal productsubtotal skusubtotal 小计 小計 商品小计 商品小計 商品总价 商品總價 商品金额 行总计 商品總價',
    part: 'linetotal itemtotal itemsubtotal 小计 小計 商品总价',
    not: 'tax order 订单 税',
  },
};

/** Targets of which people have several, each in a column of its own. */
export const SEVERAL = ['customer.email', 'customer.phone'] as const;

/** What makes a header that of a second one: a number at its end, a word for another, the kind of a line. */
export const ANOTHER =
  /(?:[2-9二三四]|[2-9]value)$|^(?:second|alternat|alt|other|another|backup|spare|additional|home|work|office|business|personal|mobile|cell|备用|備用|备选|備選|其他|其它|第二|另|次要|公司|家庭|家里|个人|個人|工作|座机|固话|固定|市话|市話|移动|行動)|(?:备用|備用)$|^(?:phone|phonenumber|telephone|tel|手机|手機|手机号|手機號|手机号码|手機號碼|电话|電話|电话号码|電話號碼)$/;

/** What our own export calls the column of what merged records say otherwise: read as a note, beside the others. */
export const OTHER_VALUES: readonly string[] = ['othervaluesofmergedrecords', '合并前的其他值', '合併前的其他值'];

/** Headers whose columns are parts of a target: given and family name, lines of an address, in the order they are joined. */
export const PARTS: Readonly<Record<'customer.name' | 'customer.address', readonly (readonly string[])[]>> = {
  'customer.name': [
    ['firstname', 'givenname', 'buyerfirstname', 'billingfirstname', '名', '名字'],
    ['middlename', 'additionalname', '中间名'],
    ['lastname', 'familyname', 'surname', 'buyerlastname', 'billinglastname', '姓', '姓氏'],
  ],
  'customer.address': [
    ['province', '省', '省份', '收货人省份', '收件省', '州省'],
    ['市', '城市', '收货人城市', '收件市'],
    ['区', '區', '区县', '区域', '收货人地区', '县', '縣市', '鄉鎮區'],
    [
      'address',
      'address1',
      'addressline1',
      'street',
      'streetaddress',
      'shippingaddress1',
      'billingaddress1',
      'shipaddress1',
      'shiptoaddress1',
      '街道',
      '地址',
      '详细地址',
      '收货地址',
      '街道地址',
    ],
    ['address2', 'addressline2', 'street2', 'shippingaddress2', 'billingaddress2', 'shiptoaddress2'],
    ['city', 'town', 'shippingcity', 'billingcity', 'shiptocity'],
    [
      'state',
      'stateprovince',
      'region',
      'provincecode',
      'shippingstate',
      'billingstate',
      'shippingprovince',
      'billingprovince',
      'shiptostate',
    ],
    [
      'zip',
      'zipcode',
      'postalcode',
      'postcode',
      'shippingzip',
      'billingzip',
      'shippingpostcode',
      'shiptozip',
      '邮编',
      '邮政编码',
      '郵遞區號',
    ],
    ['country', 'countryregion', 'shippingcountry', 'billingcountry', 'shiptocountry', '国家', '國家'],
  ],
};
