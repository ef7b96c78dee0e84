package extract

// A role is what the name of an element says that it is. The greater wins.
type role uint8

const (
	roleNone      role = iota
	roleLede           // stands between headline and text
	roleCaption        // tells of a picture
	roleSmall          // furniture, if it is small
	roleByline         // names the authors
	roleFurniture      // furniture of nearly any size
	roleTalk           // what readers say, of any size
)

// roles are the words, and pairs of words, that name an element's role.
var roles = map[string]role{ //nolint:gochecknoglobals // table
	"standfirst": roleLede, "dek": roleLede, "subheadline": roleLede, "sub headline": roleLede, "subtitle": roleLede,
	"sub title": roleLede, "article subtitle": roleLede, "article intro": roleLede,
	"strapline": roleLede, "article promo": roleLede, "article abstract": roleLede, "detail abstract": roleLede,

	"caption": roleCaption, "captions": roleCaption, "figcaption": roleCaption, "credit": roleCaption, "credits": roleCaption,
	"photocredit": roleCaption, "imagecredit": roleCaption, "cutline": roleCaption, "legenda": roleCaption,
	"newscaption": roleCaption, "photographer": roleCaption,

	"byline": roleByline, "bylines": roleByline, "author": roleByline, "authors": roleByline, "writtenby": roleByline,
	"contributors": roleByline,

	"timestamp": roleSmall, "dateline": roleSmall, "publish": roleSmall, "published": roleSmall,
	"pubdate": roleSmall, "datepublished": roleSmall, "datemodified": roleSmall, "postdate": roleSmall, "postinfo": roleSmall,
	"postmeta": roleSmall, "post meta": roleSmall, "entry meta": roleSmall, "article meta": roleSmall, "posted on": roleSmall,
	"entry date": roleSmall, "article date": roleSmall, "post date": roleSmall, "story date": roleSmall, "update time": roleSmall,
	"share": roleSmall, "sharing": roleSmall, "sharebar": roleSmall, "sharedaddy": roleSmall,
	"social": roleSmall, "addthis": roleSmall, "addtoany": roleSmall, "print": roleSmall, "follow": roleSmall,
	"readmore": roleSmall, "read more": roleSmall, "breadcrumb": roleSmall, "breadcrumbs": roleSmall, "crumbs": roleSmall,
	"tags": roleSmall, "taglist": roleSmall, "topics": roleSmall, "keywords": roleSmall, "hashtags": roleSmall,
	"filed under": roleSmall, "entry footer": roleSmall, "advert": roleSmall, "advertisement": roleSmall, "ad": roleSmall, "ads": roleSmall,
	"sponsor": roleSmall, "sponsored": roleSmall, "copyright": roleSmall, "pagination": roleSmall, "skip": roleSmall,
	"reading time": roleSmall, "read time": roleSmall, "alternativeheadline": roleSmall, "kicker": roleSmall,
	"article headline": roleSmall, "promo": roleSmall,

	"related": roleFurniture, "recommended": roleFurniture, "recommendations": roleFurniture, "recirc": roleFurniture,
	"recirculation": roleFurniture, "trending": roleFurniture, "popular": roleFurniture, "mostread": roleFurniture,
	"most read": roleFurniture, "most popular": roleFurniture, "also like": roleFurniture, "more stories": roleFurniture,
	"more from": roleFurniture, "more news": roleFurniture, "newsletter": roleFurniture, "newsletters": roleFurniture,
	"signup": roleFurniture, "sign up": roleFurniture, "subscribe": roleFurniture, "subscription": roleFurniture,
	"paywall": roleFurniture, "regwall": roleFurniture, "cookie": roleFurniture, "cookies": roleFurniture, "consent": roleFurniture,
	"gdpr": roleFurniture, "disqus": roleTalk, "comments": roleTalk, "commentlist": roleTalk, "comment list": roleTalk, "respond": roleTalk, "outbrain": roleFurniture,
	"taboola": roleFurniture, "author bio": roleFurniture, "author box": roleFurniture, "author info": roleFurniture,
	"author details": roleFurniture, "author content": roleFurniture, "about author": roleFurniture, "post author": roleFurniture,
	"contributor bio": roleFurniture, "bio": roleFurniture, "sidebar": roleFurniture, "site header": roleFurniture,
	"site footer": roleFurniture, "topnav": roleFurniture, "navbar": roleFurniture, "menu": roleFurniture, "cta": roleFurniture,
	"donate": roleFurniture, "donation": roleFurniture, "rail": roleFurniture, "post navigation": roleFurniture,
}

// notAt are the last words of names that tell of a state, not of a thing.
var notAt = map[string]bool{ //nolint:gochecknoglobals // table
	"enabled": true, "disabled": true, "open": true, "closed": true, "page": true, "body": true, "layout": true, "main": true, "article": true,
}
