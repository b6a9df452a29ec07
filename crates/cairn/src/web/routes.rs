//! A router that remembers its routes, so that a test can ask of each: who may come here?

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;

use crate::app::App;

#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<(&'static str, &'static str)>,
}

impl Routes {
    pub fn new() -> Routes {
        Routes::default()
    }

    pub fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.add("GET", path, axum::routing::get(handler))
    }

    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.add("POST", path, axum::routing::post(handler))
    }

    fn add(mut self, method: &'static str, path: &'static str, handler: MethodRouter<App>) -> Routes {
        self.list.push((method, path));
        self.router = self.router.route(path, handler);
        self
    }

    pub fn merge(mut self, other: Routes) -> Routes {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// Method and path pattern of every route.
    pub fn list(&self) -> &[(&'static str, &'static str)] {
        &self.list
    }

    pub(super) fn into_router(self) -> Router<App> {
        self.router
    }
}
