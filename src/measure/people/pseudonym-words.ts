/**
 * 256 words for how and 256 for what: short, easy to say, and neither praise nor blame, so that a pseudonym says
 * nothing about whoever bears it.
 */
const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

export const adjectives = list(`
  airy alpine amber ample ancient april aqua arctic ashen august autumn azure balmy bamboo basalt beige birch blue
  bold brass breezy bright brisk bronze brown calm candid canvas caramel cedar chalky cheery cherry chestnut chilly
  cinnamon citrus clay clear coppery cloudy clover coastal cobalt cocoa copper coral cosmic cotton cozy cream crimson
  crisp crystal curly curved cyan daily dapple dawn deep denim dewy distant dotted downy dreamy dry dusky dusty eager
  early earthy east easy ebony elder elm emerald even evening fabled fair fallow far feather ferny fiery fine flint
  floral fluffy flying foggy forest formal fresh friendly frosty gentle giant ginger glacial glad glassy gleaming
  global glossy golden grand granite grassy gray green grove hardy harvest hazel hazy heath hidden high hilly hollow
  honey hushed icy inky indigo inland inner iron ivied ivory ivy jade jasper jolly jovial june juniper keen kind
  lacy latticed late latte laurel lavender leafy lemon level light lilac lime linen little lively local long lofty lucid
  lunar lush maple marble march marine maroon meadow mellow merry minted mild minty misty modern moonlit mossy muted
  navy native neat new nimble nutty north novel oaken oat ocean ochre opaline olive onyx opal open orange orchid outer
  oval pale papaya pastel patient peach pearl pebble peppery pine pink placid plain polar poppied plush pure purple
  quick quiet rainy rapid rare red reedy rosy round roseate ruby rural russet rustic saffron sage salty sandy scarlet
  seaside sepia serene shady shiny silent silky silver silvan slate sleek slender snug smooth snowy soft solar solid
  south`);

export const nouns = list(`
  acorn alder almond alpaca anchor antelope apple apricot arch aspen aster atlas avocet badger barley basil bay beach
  beacon bear beaver beetle bell bison bittern bluebell boat bobcat bramble breeze bridge brook buffalo bunting button
  cactus camel canoe canyon caribou carp castle catfish cave cello chamois cheetah chickadee cicada clam cliff cloud
  clove coast cod comet condor cormorant cornflower cosmos cove coyote crane creek cricket crocus crow currant curlew
  cypress daffodil dahlia daisy dale deer delta dingo dolphin dove dragonfly drum duck dune eagle echo egret eider elk
  ember ermine falcon fern ferret fiddle field fig finch fir firefly fjord flamingo flute fox frog gannet garden
  gazelle gecko geyser gibbon glacier glade gooseberry gopher gorge grape grebe grouse guava gull haddock halibut hare
  harbor harp hawk hazelnut heather hedge heron herring hill hoopoe horizon hornbill hummingbird ibex ibis iguana
  impala inlet iris island jasmine jaguar jay kayak kelp kestrel kingfisher kite kiwi koala lagoon lake lantern larch
  lark lemming lemur leopard lichen lily linden linnet lizard llama lobster lotus lynx lyre macaw magnolia magpie
  mallard mango manatee mantis marigold marmot marten mesa mesquite meteor mink minnow moon moose moth mountain mulberry
  mustang narwhal nebula newt nightingale nutmeg oak oasis ocelot octopus orca oriole osprey otter owl oyster panda
  panther parrot partridge peacock pelican penguin peony perch petrel pheasant pinecone pika plover plum pond poplar
  poppy porpoise prairie puffin quail quartz quince rabbit raccoon raven reef reindeer river robin rook rowan salmon
  sandpiper sardine savanna sequoia shore shrew skylark sparrow spruce starling stork swallow swan thistle thrush`);
